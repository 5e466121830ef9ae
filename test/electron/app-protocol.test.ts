import { join } from "node:path";
import { expect, test } from "vitest";
import { appFile, appHeaders } from "../../electron/app-protocol.ts";

const folder = join("/", "opt", "Step wright", "renderer");

test("an address of ours is a file of the window", () => {
  expect(appFile("app://stepwright/assets/a%20b.js", folder)).toBe(
    join(folder, "assets", "a b.js"),
  );
  expect(appFile("app://stepwright/", folder)).toBe(join(folder, "index.html"));
  expect(appFile("app://stepwright/index.html?x=1#y", folder)).toBe(
    join(folder, "index.html"),
  );
});

test.each([
  "app://stepwright/../main.js",
  "app://stepwright/%2e%2e/main.js",
  "app://stepwright/%2e%2e%2fmain.js",
  "app://stepwright/a/..%2f..%2f..%2fetc/passwd",
  "app://stepwright/..%5c..%5cmain.js",
  "app://stepwright/a%00.html",
  "app://stepwright/%E0%A4%A",
  "app://elsewhere/index.html",
  "https://stepwright/index.html",
  "file:///etc/passwd",
  "no address",
])("%s is no file of the window, or stays inside it", (address) => {
  const file = appFile(address, folder);
  if (file !== undefined) expect(file).toMatch(/renderer[/\\](?!.*\.\.)/);
  if (!address.startsWith("app://stepwright/")) expect(file).toBeUndefined();
});

test("a neighbour whose name begins like the folder's is outside", () => {
  expect(
    appFile("app://stepwright/..%2frenderer-old%2fa.js", folder),
  ).toBeUndefined();
});

test("scripts come from the program alone, and none is made from text", () => {
  const policy = appHeaders("index.html")["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain("unsafe-eval");
});

test("a script's type is one that a module may have", () => {
  expect(appHeaders("/x/main.js")["content-type"]).toMatch(/^text\/javascript/);
});
