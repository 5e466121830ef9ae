import type { ScoreList } from "../../../../engine/view.ts";
import { placesOf, type ScorePlaces } from "./score-places.ts";

/** Every candidate that was measured, the best first, each with its interval on one logarithmic axis. */
export function ScoreTable({ scores }: { scores: ScoreList }) {
  const { rows, value, measure, chosen, verdict } = scores;
  const places = placesOf(scores);
  return (
    <>
      {verdict !== undefined && <p className="score-verdict">{verdict}</p>}
      <table className="score-table">
        <thead>
          <tr>
            <th scope="col">schedule</th>
            <th scope="col">{measure}, 95 % interval</th>
            <th scope="col" data-number>
              value
            </th>
            <th scope="col">stage</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, handCrafted, stage, count }, row) => (
            <tr
              key={row}
              data-best={row === chosen}
              data-known={handCrafted}
              data-stage={stage}
            >
              <td title={handCrafted ? `${name} (hand-crafted)` : name}>
                {name}
              </td>
              <td>
                <Whisker row={row} places={places} />
              </td>
              <td data-number>{(value[row] ?? NaN).toPrecision(3)}</td>
              <td className="dim" title={`${stage}, on ${count} ${scores.of}`}>
                {stage} · {count.toLocaleString("en")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The score as a dot with its interval; the upright line is the best hand-crafted schedule's. */
function Whisker({ row, places }: { row: number; places: ScorePlaces }) {
  const interval = places.interval(row);
  return (
    <span className="whisker">
      {places.known !== undefined && (
        <i className="whisker-known" style={{ left: percent(places.known) }} />
      )}
      {interval && (
        <i
          className="whisker-interval"
          style={{
            left: percent(interval.low),
            right: percent(1 - interval.high),
          }}
        />
      )}
      <i
        className="whisker-value"
        style={{ left: percent(places.value(row)) }}
      />
    </span>
  );
}

function percent(part: number): string {
  return `${(100 * part).toFixed(2)}%`;
}
