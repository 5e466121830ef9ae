import { useEffect, useState } from "react";

/** An address under which the page can show PNG bytes; given back when it is not shown any more. */
export function usePng(png: Uint8Array | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!png) {
      setAddress(undefined);
      return;
    }
    const made = URL.createObjectURL(
      new Blob([new Uint8Array(png)], { type: "image/png" }),
    );
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return address;
}
