import type { ChildProcess } from "node:child_process";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { EngineApi, EngineEvent } from "../../engine/messages.ts";
import { socketChannel } from "../../engine/host/socket-channel.ts";
import { connectEngine } from "../../engine/wire/rpc.ts";
import { encodedChannel } from "../../engine/wire/wire-channel.ts";
import { childrenOf, isAlive } from "../engine/processes/is-alive.ts";
import { builtProgram } from "./built-program.ts";

const { start } = await builtProgram();

interface Serving {
  readonly child: ChildProcess;
  readonly address: URL;
  readonly closed: Promise<number | null>;
}

async function serve(...words: string[]): Promise<Serving> {
  const child = start("serve", "--no-open", ...words);
  let said = "";
  child.stdout?.on("data", (part: Buffer) => {
    said += part.toString();
  });
  const closed = new Promise<number | null>((resolve) =>
    child.on("close", resolve),
  );
  await expect.poll(() => said, { timeout: 20_000 }).toContain("?token=");
  const [address = ""] = /http:\S+/.exec(said) ?? [];
  return { child, address: new URL(address), closed };
}

async function connect(
  address: URL,
  got: EngineEvent[],
): Promise<{ api: EngineApi; socket: WebSocket }> {
  const token = address.searchParams.get("token") ?? "";
  const socket = new WebSocket(`ws://${address.host}/engine`, {
    headers: { authorization: `Bearer ${token}`, origin: address.origin },
  });
  await new Promise((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  const api = connectEngine(encodedChannel(socketChannel(socket)), {
    event: (event) => void got.push(event),
  });
  return { api, socket };
}

test("the printed address opens the window that was built", async () => {
  const { child, address, closed } = await serve("--port", "0");
  const traded = await fetch(address, { redirect: "manual" });
  const [cookie = ""] = traded.headers.getSetCookie();
  const page = await fetch(address.origin, {
    headers: { cookie: cookie.split(";")[0] ?? "" },
  });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("<title>Stepwright</title>");
  child.kill("SIGTERM");
  expect(await closed).toBe(0);
});

test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "%s ends it with all its processes, also while a graph runs",
  async (signal) => {
    const { child, address, closed } = await serve("--port", "0");
    const got: EngineEvent[] = [];
    const { api, socket } = await connect(address, got);
    const { templates } = await api.hello();
    const { graph } = await api.readTemplate(templates[0]?.id ?? "");
    expect((await api.run({ graph })).kind).toBe("queued");
    await expect
      .poll(() => got.some(({ kind }) => kind === "node-started"), {
        timeout: 20_000,
      })
      .toBe(true);
    const children = childrenOf(child.pid ?? 0);
    child.kill(signal);
    const code = await closed;
    if (signal !== "SIGKILL") expect(code).toBe(0);
    await expect
      .poll(() => children.filter(isAlive), {
        timeout: 5000,
      })
      .toEqual([]);
    socket.terminate();
  },
);

test("the default graph runs over the WebSocket, and a second window sees its job", async () => {
  const { child, address, closed } = await serve("--port", "0");
  const first: EngineEvent[] = [];
  const second: EngineEvent[] = [];
  const one = await connect(address, first);
  const two = await connect(address, second);
  const { templates } = await one.api.hello();
  await two.api.hello();
  const { graph } = await one.api.readTemplate(templates[0]?.id ?? "");
  const answer = await one.api.run({ graph });
  expect(answer.kind).toBe("queued");
  const ended = (events: EngineEvent[]) =>
    events.find((event) => event.kind === "job-ended");
  await expect
    .poll(() => ended(second), { timeout: 55_000, interval: 100 })
    .toBeDefined();
  expect(ended(second)?.job).toMatchObject({
    state: "done",
    picture: expect.any(Uint8Array),
  });
  await expect.poll(() => ended(first)).toEqual(ended(second));
  expect(
    second.some(
      (event) =>
        event.kind === "node-finished" &&
        event.views.some(
          (view) =>
            view.kind === "scatter" && view.points instanceof Float32Array,
        ),
    ),
  ).toBe(true);
  child.kill("SIGINT");
  expect(await closed).toBe(0);
});
