import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Whether a request may be answered; otherwise the status and one sentence. */
export type Verdict =
  | { readonly kind: "allowed" }
  | {
      readonly kind: "refused";
      readonly status: 401 | 403;
      readonly message: string;
    };

/**
 * Lets in only whom this start's token was given to, and no web page but our own: a page of another origin, of `null`,
 * or of a name that was made to point here (DNS rebinding) is refused, for pages and for the WebSocket alike.
 */
export function judge(
  headers: IncomingHttpHeaders,
  access: { readonly token: string; readonly cookie: string },
): Verdict {
  const foreign = judgeOrigin(headers);
  if (foreign.kind === "refused") return foreign;
  const given = [
    cookieValue(headers.cookie, access.cookie),
    /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1],
  ];
  return given.some(
    (value) => value !== undefined && isSame(value, access.token),
  )
    ? { kind: "allowed" }
    : {
        kind: "refused",
        status: 401,
        message:
          "Open the address that Stepwright printed when it started; it holds the key to this page.",
      };
}

/** The part of the judgement that needs no token: where the request comes from and what it was told to reach. */
export function judgeOrigin(headers: IncomingHttpHeaders): Verdict {
  const { host, origin } = headers;
  if (!isLoopback(host))
    return {
      kind: "refused",
      status: 403,
      message: "Stepwright answers only to localhost and 127.0.0.1.",
    };
  if (origin !== undefined && origin !== `http://${host}`)
    return {
      kind: "refused",
      status: 403,
      message: "Stepwright does not answer to other web pages.",
    };
  return { kind: "allowed" };
}

/** A loopback name with any port: an SSH tunnel has one of its own. */
export function isLoopback(host: string | undefined): host is string {
  return (
    host !== undefined &&
    /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host)
  );
}

/** Compares without telling by its time how much is right. */
export function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookieValue(
  header: string | undefined,
  name: string,
): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}
