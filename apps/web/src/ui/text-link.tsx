import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";

/** A link in the style of links within a text. */
export const TextLink = createLink(function TextAnchor({ className = "", ...props }: ComponentProps<"a">) {
  return <a className={`rounded font-medium text-accent underline underline-offset-2 ${className}`} {...props} />;
});
