import { expect, test } from "vitest";
import {
  isExternalLink,
  isPermitted,
  isTrustedSender,
} from "../../electron/trusted-sender.ts";

const origin = "app://stepwright";

test("only the main frame of our own page is heard", () => {
  expect(isTrustedSender({ origin, parent: null })).toBe(true);
  expect(isTrustedSender({ origin, parent: {} })).toBe(false);
  expect(isTrustedSender({ origin: "https://a.test", parent: null })).toBe(
    false,
  );
  expect(isTrustedSender({ origin: "app://stepwright.a", parent: null })).toBe(
    false,
  );
  expect(isTrustedSender({ origin: "null", parent: null })).toBe(false);
  expect(isTrustedSender(null)).toBe(false);
});

test("only https links leave the program", () => {
  expect(isExternalLink("https://arxiv.org/abs/2206.00364")).toBe(true);
  for (const address of [
    "http://a.test/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "smb://a.test/share",
    "nothing",
  ])
    expect(isExternalLink(address)).toBe(false);
});

test("our page may put text on the clipboard; nothing else is granted to anyone", () => {
  expect(isPermitted("clipboard-sanitized-write", origin)).toBe(true);
  expect(isPermitted("clipboard-sanitized-write", "https://a.test")).toBe(
    false,
  );
  for (const permission of ["clipboard-read", "media", "geolocation", "hid"])
    expect(isPermitted(permission, origin)).toBe(false);
});
