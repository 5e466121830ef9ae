import { randomBytes } from "node:crypto";
import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
} from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { BadInput } from "../../core/bad-input.ts";
import type { RunningEngine } from "../running-engine.ts";
import { serveEngine } from "../wire/rpc.ts";
import { encodedChannel } from "../wire/wire-channel.ts";
import { type Verdict, isSame, judge, judgeOrigin } from "./request-guard.ts";
import { socketChannel } from "./socket-channel.ts";
import { type StaticFile, staticFiles } from "./static-files.ts";

const maxMessageBytes = 256 * 1024 * 1024;
const triedPorts = 50;

export interface EngineServer {
  readonly port: number;
  /** With the token; to be given to the user alone. */
  readonly address: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Serves the window and the engine to browsers on this machine.
 * @param options.port - 0 for any; a port that is taken gives the next free one.
 * @param options.folder - The built window.
 * @throws BadInput where no port can be had.
 */
export async function startServer(
  engine: Pick<RunningEngine, "api" | "subscribe">,
  options: { readonly port: number; readonly folder: string },
): Promise<EngineServer> {
  const token = randomBytes(32).toString("base64url");
  const read = staticFiles(options.folder);
  const server = createServer();
  const port = await listen(server, options.port);
  const access = { token, cookie: `stepwright-${port}` };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });

  server.on("request", (request, response) => {
    answer(request, response, access, read).catch(() => {
      refuse(response, 500, "Stepwright could not answer.");
    });
  });
  server.on("upgrade", (request, socket, head) => {
    const verdict =
      pathOf(request).pathname === "/engine"
        ? judge(request.headers, access)
        : ({ kind: "refused", status: 403, message: "Not here." } as const);
    if (verdict.kind === "refused") refuseUpgrade(socket, verdict);
    else
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        serveEngine(encodedChannel(socketChannel(webSocket)), engine);
      });
  });
  return {
    port,
    address: `http://127.0.0.1:${port}/?token=${token}`,
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  access: { readonly token: string; readonly cookie: string },
  read: (pathname: string) => Promise<StaticFile | undefined>,
): Promise<void> {
  setHeaders(request, response);
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(response, 405, "Only GET is answered.");
    return;
  }
  const { pathname, searchParams } = pathOf(request);
  const token = searchParams.get("token");
  const foreign = judgeOrigin(request.headers);
  if (
    foreign.kind === "allowed" &&
    pathname === "/" &&
    token !== null &&
    isSame(token, access.token)
  ) {
    response.writeHead(303, {
      "Set-Cookie": `${access.cookie}=${access.token}; Path=/; HttpOnly; SameSite=Strict`,
      Location: "/",
    });
    response.end();
    return;
  }
  const verdict = judge(request.headers, access);
  if (verdict.kind === "refused") {
    refuse(response, verdict.status, verdict.message);
    return;
  }
  const file = await read(pathname);
  if (file === undefined) {
    refuse(response, 404, "There is nothing at this address.");
    return;
  }
  response.writeHead(200, {
    "Content-Type": file.type,
    "Content-Length": file.bytes.byteLength,
    // names under assets/ change with their content
    "Cache-Control": pathname.startsWith("/assets/")
      ? "private, max-age=31536000, immutable"
      : "no-store",
  });
  response.end(request.method === "HEAD" ? undefined : file.bytes);
}

function setHeaders(request: IncomingMessage, response: ServerResponse): void {
  // only a name that was judged goes into a header
  const { host } = request.headers;
  const here =
    host !== undefined && judgeOrigin(request.headers).kind === "allowed"
      ? ` ws://${host}`
      : "";
  const headers = {
    "Content-Security-Policy": [
      "default-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' blob: data:",
      // not every browser takes 'self' for a WebSocket
      `connect-src 'self'${here}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, value);
}

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stepwright</title><p>${message}</p></html>\n`,
  );
}

function refuseUpgrade(
  socket: Duplex,
  { status, message }: Extract<Verdict, { kind: "refused" }>,
): void {
  socket.end(
    `HTTP/1.1 ${status} ${status === 401 ? "Unauthorized" : "Forbidden"}\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n${message}\n`,
  );
}

/** Of an address that may be anything. */
function pathOf(request: IncomingMessage): URL {
  const address = request.url ?? "/";
  return URL.canParse(address, "http://localhost")
    ? new URL(address, "http://localhost")
    : new URL("http://localhost/-");
}

async function listen(server: Server, wanted: number): Promise<number> {
  const last = Math.min(wanted + triedPorts - 1, 65535);
  for (let port = wanted; port <= last; port += 1) {
    try {
      return await listenOn(server, port);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    }
  }
  throw new BadInput(
    `The ports ${wanted} to ${last} are all taken; choose another with --port.`,
  );
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const bound = server.address();
      resolve(typeof bound === "object" && bound ? bound.port : port);
    });
  });
}
