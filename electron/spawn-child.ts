import type { ChildHandle, SpawnChild } from "../engine/child.ts";
import type { ParentPort, Port } from "./ports.ts";
import type { EngineRequest, MainMessage } from "./process-messages.ts";

/**
 * Makes children by asking main for them. Main answers with a port that leads to the child directly, so that it
 * relays nothing; what is posted before the port is here waits for it.
 */
export function spawnThroughMain(main: ParentPort): SpawnChild {
  const children = new Map<number, Child>();
  main.on("message", ({ data, ports }) => {
    const message = data as MainMessage;
    if (!("child" in message)) return;
    const child = children.get(message.child);
    switch (message.kind) {
      case "channel": {
        const [port] = ports;
        if (port) child?.connect(port);
        return;
      }
      case "started":
        child?.started(message.pid);
        return;
      case "gone":
        children.delete(message.child);
        child?.gone(message.why);
        return;
    }
  });
  let made = 0;
  return (role) => {
    const number = ++made;
    const ask = (request: EngineRequest): void => main.postMessage(request);
    const child = newChild(() => ask({ kind: "kill", child: number }));
    children.set(number, child);
    ask({ kind: "spawn", child: number, role });
    return child.handle;
  };
}

interface Child {
  readonly handle: ChildHandle;
  connect(port: Port): void;
  started(pid: number): void;
  gone(why: string): void;
}

function newChild(kill: () => void): Child {
  const waiting: unknown[] = [];
  const messageListeners: ((message: unknown) => void)[] = [];
  const exitListeners: ((why: string) => void)[] = [];
  let port: Port | undefined;
  let pid: number | undefined;
  let end: string | undefined;
  return {
    handle: {
      get pid() {
        return pid;
      },
      post(message) {
        if (port) port.postMessage(message);
        else waiting.push(message);
      },
      onMessage: (listener) => void messageListeners.push(listener),
      kill() {
        if (end === undefined) kill();
      },
      onExit(listener) {
        if (end === undefined) exitListeners.push(listener);
        else listener(end);
      },
    },
    connect(connected) {
      port = connected;
      port.on("message", ({ data }) => {
        for (const listener of messageListeners) listener(data);
      });
      port.start();
      for (const message of waiting.splice(0)) port.postMessage(message);
    },
    started(its) {
      pid = its;
    },
    gone(why) {
      end = why;
      for (const listener of exitListeners) listener(why);
    },
  };
}
