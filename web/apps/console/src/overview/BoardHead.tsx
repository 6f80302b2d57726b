// The head of a board: of which months it is, as of when, and other months to choose.
import { useFormat } from "@regulars/ui";
import { PageHead } from "../shell/PageHead";
import { BoardRangePicker, type BoardRangePickerProps } from "./BoardRangePicker";

interface BoardHeadProps extends Omit<BoardRangePickerProps, "board"> {
  title: string;
  /** Says of which months the board is, and as of when. */
  words: (of: { from: string; to: string; at: string }) => string;
  /** Once it is there. */
  board: (BoardRangePickerProps["board"] & { as_of: string }) | undefined;
}

export function BoardHead({ title, words, board, range, onChange }: BoardHeadProps) {
  const format = useFormat();
  const told =
    board &&
    words({ from: format.month(board.from), to: format.month(board.to), at: format.dateTime(board.as_of) });
  return (
    <PageHead title={title} words={told}>
      {board && <BoardRangePicker board={board} range={range} onChange={onChange} />}
    </PageHead>
  );
}
