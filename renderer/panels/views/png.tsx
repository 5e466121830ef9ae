import { useEffect, useRef } from "react";

/** Pictures narrower than this are enlarged with sharp pixels. */
const smallWidth = 400;

/** A picture of PNG bytes. */
export function Png({
  png,
  alt,
  width,
}: {
  png: Uint8Array;
  alt: string;
  /** Of the picture itself, where known. */
  width?: number;
}) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(
      new Blob([new Uint8Array(png)], { type: "image/png" }),
    );
    if (image.current) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [png]);
  return (
    <img
      ref={image}
      alt={alt}
      data-small={width !== undefined && width < smallWidth}
    />
  );
}
