import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test,
} from "vitest";
import { WebSocket } from "ws";
import type { EngineApi, EngineEvent } from "../../../engine/messages.ts";
import { type EngineServer, startServer } from "../../../engine/host/server.ts";
import { socketChannel } from "../../../engine/host/socket-channel.ts";
import { connectEngine } from "../../../engine/wire/rpc.ts";
import { encodedChannel } from "../../../engine/wire/wire-channel.ts";

const listeners = new Set<(event: EngineEvent) => void>();
const engine = {
  api: {
    hello: () => Promise.resolve({ version: "test" }),
    readOutput: (path: string) =>
      Promise.resolve(new TextEncoder().encode(path)),
  } as unknown as EngineApi,
  subscribe(listener: (event: EngineEvent) => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

let parent = "";
let server: EngineServer;
let token = "";
let here = "";
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "stepwright-server-"));
  await writeFile(join(parent, "secret.txt"), "secret");
  await mkdir(join(parent, "window", "assets"), { recursive: true });
  await writeFile(join(parent, "window", "index.html"), "<p>the editor");
  await writeFile(join(parent, "window", "assets", "a b.js"), "1");
});
afterAll(() => rm(parent, { recursive: true }));
beforeEach(async () => {
  server = await startServer(engine, {
    port: 0,
    folder: join(parent, "window"),
  });
  const address = new URL(server.address);
  token = address.searchParams.get("token") ?? "";
  here = address.host;
});
afterEach(() => server.close());

type Headers = Readonly<Record<string, string>>;

function get(
  path: string,
  headers: Headers = {},
  method = "GET",
): Promise<IncomingMessage & { body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port: server.port, host: "127.0.0.1", path, headers, method },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (body += part));
        response.on("end", () => resolve(Object.assign(response, { body })));
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

function openSocket(headers: Headers, path = "/engine"): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, {
      headers,
    });
    socket.on("open", () => resolve(socket));
    socket.on("error", reject);
  });
}

const cookie = (): string => `stepwright-${server.port}=${token}`;

test("the printed address gives a cookie that opens the window", async () => {
  const first = await get(`/?token=${token}`);
  expect(first.statusCode).toBe(303);
  expect(first.headers.location).toBe("/");
  const [set = ""] = first.headers["set-cookie"] ?? [];
  expect(set).toBe(`${cookie()}; Path=/; HttpOnly; SameSite=Strict`);
  const page = await get("/", { cookie: set.split(";")[0] ?? "" });
  expect(page.statusCode).toBe(200);
  expect(page.body).toBe("<p>the editor");
});

test("the token has at least 128 bits and is another at each start", async () => {
  expect(Buffer.from(token, "base64url").length).toBeGreaterThanOrEqual(16);
  const other = await startServer(engine, { port: 0, folder: parent });
  expect(new URL(other.address).searchParams.get("token")).not.toBe(token);
  await other.close();
});

test("without the token every address says what to open", async () => {
  for (const path of ["/", "/assets/a%20b.js", "/engine", "/?token=wrong"]) {
    const { statusCode, body } = await get(path);
    expect(statusCode).toBe(401);
    expect(body).toContain("Open the address that Stepwright printed");
    expect(body).not.toContain("the editor");
  }
});

test.each<[string, () => Headers, number]>([
  ["the cookie", () => ({ cookie: cookie() }), 200],
  ["the cookie among others", () => ({ cookie: `a=b; ${cookie()}; c=d` }), 200],
  ["the token as Bearer", () => ({ authorization: `Bearer ${token}` }), 200],
  ["a wrong cookie", () => ({ cookie: `${cookie()}x` }), 401],
  [
    "the cookie of another port",
    () => ({ cookie: `stepwright-1=${token}` }),
    401,
  ],
  [
    "its own origin",
    () => ({ cookie: cookie(), origin: `http://${here}` }),
    200,
  ],
  [
    "a foreign origin",
    () => ({ cookie: cookie(), origin: "http://evil.example" }),
    403,
  ],
  ["the origin null", () => ({ cookie: cookie(), origin: "null" }), 403],
  [
    "an origin with another port",
    () => ({ cookie: cookie(), origin: "http://127.0.0.1:1" }),
    403,
  ],
  [
    "an origin of https",
    () => ({ cookie: cookie(), origin: `https://${here}` }),
    403,
  ],
  [
    "a name that was made to point here",
    () => ({ cookie: cookie(), host: "evil.example" }),
    403,
  ],
  [
    "a name that begins as ours",
    () => ({ cookie: cookie(), host: "127.0.0.1.evil.example" }),
    403,
  ],
  [
    "an SSH tunnel with a port of its own",
    () => ({
      cookie: cookie(),
      host: "localhost:9999",
      origin: "http://localhost:9999",
    }),
    200,
  ],
])(
  "with %s the page and the WebSocket answer alike",
  async (_, headers, status) => {
    expect((await get("/", headers())).statusCode).toBe(status);
    const opened = openSocket(headers());
    if (status === 200) (await opened).terminate();
    else
      await expect(opened).rejects.toThrow(
        `Unexpected server response: ${status}`,
      );
  },
);

test("a foreign page cannot even trade the token for a cookie", async () => {
  const answer = await get(`/?token=${token}`, {
    origin: "http://evil.example",
  });
  expect(answer.statusCode).toBe(403);
  expect(answer.headers["set-cookie"]).toBeUndefined();
});

test("only the engine's own path takes a WebSocket", async () => {
  await expect(openSocket({ cookie: cookie() }, "/other")).rejects.toThrow(
    "403",
  );
});

test.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/assets/../../secret.txt",
  "/assets/..%5c..%5csecret.txt",
  "//etc/passwd",
  "/index.html%00",
  "/assets",
  "http://127.0.0.1/../secret.txt",
  "/%",
])("%s leads to nothing", async (path) => {
  // written by hand: a client would tidy the path
  const answer = await new Promise<string>((resolve) => {
    let text = "";
    const socket = connect(server.port, "127.0.0.1", () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${here}\r\nCookie: ${cookie()}\r\nConnection: close\r\n\r\n`,
      ),
    );
    socket.on("data", (part) => (text += part.toString()));
    socket.on("close", () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1.1 404 /);
  expect(answer).not.toContain("secret");
});

test("a file is found by the name that it has, and told by its kind", async () => {
  const found = await get("/assets/a%20b.js", { cookie: cookie() });
  expect(found.statusCode).toBe(200);
  expect(found.headers["content-type"]).toBe("text/javascript; charset=utf-8");
});

test("every answer keeps scripts, frames and guesses of other kinds out", async () => {
  for (const headers of [{}, { cookie: cookie() }]) {
    const answer = await get("/", headers);
    const policy = answer.headers["content-security-policy"];
    expect(policy).toContain("default-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-eval");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  }
});

test("what is not a GET is not answered", async () => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
    expect((await get("/", { cookie: cookie() }, method)).statusCode).toBe(405);
});

test("only this machine can reach it", () => {
  expect(new URL(server.address).hostname).toBe("127.0.0.1");
});

test("a port that is taken gives the next free one", async () => {
  const next = await startServer(engine, { port: server.port, folder: parent });
  expect(next.port).toBeGreaterThan(server.port);
  await next.close();
});

test("several windows at once call the engine and get its events", async () => {
  const got: EngineEvent[] = [];
  const windows = await Promise.all(
    [1, 2].map(async () => {
      const socket = await openSocket({ cookie: cookie() });
      return connectEngine(encodedChannel(socketChannel(socket)), {
        event: (event) => void got.push(event),
      });
    }),
  );
  for (const api of windows) {
    await api.hello();
    expect(await api.readOutput("σ")).toEqual(Uint8Array.of(0xcf, 0x83));
  }
  for (const listener of listeners) listener({ kind: "memory", bytes: 1 });
  await expect.poll(() => got.length).toBe(2);
  await server.close();
  await expect.poll(() => listeners.size).toBe(0);
  await expect(windows[0]?.readSettings()).rejects.toThrow("lost");
});

test("text or bytes that are no message end the connection, and nothing else", async () => {
  for (const wrong of ["text", new Uint8Array([255, 255, 255, 255, 1])]) {
    const socket = await openSocket({ cookie: cookie() });
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.send(wrong);
    await closed;
  }
  expect((await get("/", { cookie: cookie() })).statusCode).toBe(200);
});
