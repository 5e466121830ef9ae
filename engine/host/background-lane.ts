/** Background tasks of one job at a time: each would have the whole machine. Those of other jobs wait for it. */
export interface BackgroundLane {
  /** A job that may have tasks. */
  join(): LaneMember;
}

export interface LaneMember {
  /** Starts a task as soon as no other job has one that is at work. */
  enter(start: () => void): "at once" | "waits";
  /** A task of the job that was started has ended. */
  leave(): void;
  /** The job's tasks rest; those of others need not wait for them. */
  rest(): void;
  /** Its tasks go on, whatever others do. */
  goOn(): void;
  /** The job has ended: its tasks, too, and those that wait are not started any more. */
  end(): void;
}

interface Member {
  atWork: number;
  resting: boolean;
  waiting: (() => void)[];
}

export function backgroundLane(): BackgroundLane {
  // in the order in which they joined
  const members = new Set<Member>();

  const isBusy = ({ atWork, resting }: Member): boolean =>
    atWork > 0 && !resting;
  const start = (member: Member): void => {
    const starts = member.waiting.splice(0);
    member.atWork += starts.length;
    for (const begin of starts) begin();
  };
  const advance = (): void => {
    if ([...members].some(isBusy)) return;
    const next = [...members].find(
      ({ waiting, resting }) => waiting.length > 0 && !resting,
    );
    if (next) start(next);
  };

  return {
    join() {
      const own: Member = { atWork: 0, resting: false, waiting: [] };
      members.add(own);
      return {
        enter(begin) {
          own.waiting.push(begin);
          if (isBusy(own)) start(own);
          else advance();
          return own.waiting.includes(begin) ? "waits" : "at once";
        },
        leave() {
          own.atWork -= 1;
          advance();
        },
        rest() {
          own.resting = true;
          advance();
        },
        goOn() {
          own.resting = false;
          advance();
        },
        end() {
          members.delete(own);
          advance();
        },
      };
    },
  };
}
