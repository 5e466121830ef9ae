import { chain } from "./graphs.ts";
import { expect, test } from "./harness-test.ts";

test("a group moves what is in it, is renamed and recoloured", async ({
  editor,
  page,
}) => {
  await editor.load({
    ...chain,
    groups: [{ title: "Start", position: [60, 80], size: [330, 400] }],
  });
  await editor.drag({ x: 250, y: 92 }, { x: 290, y: 132 });
  const moved = await editor.read();
  expect(moved.groups[0]?.position).toEqual([100, 120]);
  expect(moved.nodes.map(({ position }) => position)).toEqual([
    [140, 190],
    [140, 340],
    [450, 200],
    [800, 200],
  ]);
  await page.mouse.dblclick(290, 132);
  await page.getByRole("textbox", { name: "Title" }).fill("Beginning");
  await page.keyboard.press("Enter");
  await page.mouse.click(290, 132, { button: "right" });
  await page.getByRole("menuitem", { name: "Colour" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Green" }).click();
  expect((await editor.read()).groups).toEqual([
    {
      title: "Beginning",
      position: [100, 120],
      size: [330, 400],
      color: "green",
    },
  ]);
});
