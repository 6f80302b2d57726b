// A flow between tiers as a Sankey: tiers on the left, tiers on the right, whatever the direction of a move.
import type { Bilingual, TierName } from "@regulars/client";
import type { ChartColors, ChartOption } from "@regulars/ui";
import type { Move } from "./reportSums";

/** What a band begins and ends at. */
export type SankeyTier = Pick<TierName, "key" | "name" | "color">;

interface SankeyWords {
  say: (text: Bilingual) => string;
  count: (value: number) => string;
  /** What a band means: from where to where, how many. */
  band: (from: string, to: string, members: string) => string;
}

export function tierSankey(
  tiers: SankeyTier[],
  moves: Move[],
  words: SankeyWords,
  colors: ChartColors,
): ChartOption {
  const known = new Map(tiers.map((tier) => [tier.key, tier]));
  const nameOf = (key: string) => {
    const tier = known.get(key);
    return tier ? words.say(tier.name) : key;
  };
  const nodes = (side: "from" | "to") =>
    tiers
      .filter(({ key }) => moves.some((move) => move[side] === key))
      .map(({ key, color }) => {
        const members = moves.reduce(
          (sum, move) => (move[side] === key ? sum + move.members : sum),
          0,
        );
        return {
          name: `${side} ${key}`,
          value: members,
          depth: side === "from" ? 0 : 1,
          itemStyle: { color, borderWidth: 0 },
          label: {
            position: side === "from" ? ("right" as const) : ("left" as const),
            formatter: `${nameOf(key)}  ${words.count(members)}`,
          },
        };
      });
  return {
    tooltip: {
      trigger: "item",
      formatter: (params) => {
        const at: unknown = Array.isArray(params) ? params[0] : params;
        const { data } = at as { data: { source?: string; target?: string; value?: number } };
        if (!data.source || !data.target) return "";
        return words.band(
          nameOf(data.source.slice("from ".length)),
          nameOf(data.target.slice("to ".length)),
          words.count(data.value ?? 0),
        );
      },
    },
    series: [
      {
        type: "sankey",
        left: 4,
        right: 4,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: 22,
        layoutIterations: 0,
        draggable: false,
        emphasis: { disabled: true },
        label: { color: colors.text, fontSize: 12 },
        lineStyle: { color: "gradient", opacity: 0.35, curveness: 0.5 },
        data: [...nodes("from"), ...nodes("to")],
        links: moves.map(({ from, to, members }) => ({
          source: `from ${from}`,
          target: `to ${to}`,
          value: members,
        })),
      },
    ],
  };
}
