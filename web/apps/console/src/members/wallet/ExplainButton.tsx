// Opens "why this balance" for a wallet; the open panel is in the URL.
import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useSearchParam } from "../useSearchParam";

interface ExplainButtonProps {
  wallet: string;
  label: string;
}

export function ExplainButton({ wallet, label }: ExplainButtonProps) {
  const [, setWallet] = useSearchParam("explain");
  return (
    <Button
      type="link"
      size="small"
      icon={<QuestionCircleOutlined aria-hidden />}
      onClick={() => setWallet(wallet)}
    >
      {label}
    </Button>
  );
}
