import { writeFileAtomic } from "../../../engine/host/atomic-write.ts";

// Writes ten megabytes over the file of its argument, and says how that went.
try {
  await writeFileAtomic(process.argv[2] ?? "", new Uint8Array(1e7));
  process.stdout.write("written");
} catch (error) {
  process.stdout.write(String(error));
}
