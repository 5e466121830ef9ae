import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { findChromium } from "../find-chromium.mjs";

// The mark: noise levels that fall step by step along the curve of a schedule. `node build/icons/draw-icon.mjs`
// writes icon.svg, and icon.png (1024 px) with Chromium; both are kept, because packaging must not need a browser.

const size = 1024;
const steps = 5;
const rho = 7;
const left = 200;
const right = 824;
const top = 232;
const bottom = 792;

/** Karras et al. 2022, eq. 5, from 1 to 0.02, so that the mark is a schedule. */
const levels = Array.from({ length: steps + 1 }, (_, i) => {
  const [high, low] = [1, 0.02 ** (1 / rho)];
  return (high + (i / steps) * (low - high)) ** rho;
});
const points = levels.map((level, i) => ({
  x: Math.round(left + (i / steps) * (right - left)),
  y: Math.round(bottom - level * (bottom - top)),
}));
const stairs = points
  .map(({ x, y }, i) => (i === 0 ? `M${x} ${y}` : `H${x}V${y}`))
  .join("");
const dots = points
  .map(({ x, y }, i) => {
    const last = i === steps;
    return `<circle cx="${x}" cy="${y}" r="${last ? 52 : 38}" fill="${last ? "#4cc38a" : "#e6e8ec"}"/>`;
  })
  .join("");
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">
<rect x="64" y="64" width="896" height="896" rx="200" fill="#181b22"/>
<path d="${stairs}" fill="none" stroke="#6ea8fe" stroke-width="36" stroke-linejoin="round" stroke-linecap="round"/>
${dots}
</svg>
`;
const here = fileURLToPath(new URL(".", import.meta.url));
writeFileSync(`${here}icon.svg`, svg);

const executablePath = await findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
await page.screenshot({ path: `${here}icon.png`, omitBackground: true });
await browser.close();
