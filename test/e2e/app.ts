import { test as base, expect, type Page } from "@playwright/test";
import { startServer, type Server } from "./server.ts";

export { expect };

/** Stepwright in a browser: a server of its own and a page on it. */
export interface App extends Server {
  readonly page: Page;
  /** Lets the page log an error like this one; any other fails the test. */
  readonly allowError: (like: RegExp) => void;
}

/**
 * A test with `app`. It fails on an error that the page logs or throws, and where the server leaves a process behind.
 */
export const test = base.extend<{ app: App }>({
  app: async ({ page }, provide) => {
    const server = await startServer();
    const errors: string[] = [];
    const allowed: RegExp[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    try {
      await page.goto(server.address);
      await provide({
        ...server,
        page,
        allowError: (like) => void allowed.push(like),
      });
      const bad = errors.filter(
        (error) => !allowed.some((like) => like.test(error)),
      );
      expect(bad, "errors of the page").toEqual([]);
    } finally {
      await page.close();
      await server.stop();
    }
  },
});
