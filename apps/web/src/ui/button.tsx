import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";

const base =
  "inline-flex min-h-9 items-center justify-center gap-2 rounded-md px-3 text-sm font-medium whitespace-nowrap motion-safe:transition-colors disabled:opacity-50";

const variants = {
  primary: "bg-accent text-on-accent hover:not-disabled:opacity-90",
  secondary: "border border-line-strong bg-surface text-ink hover:not-disabled:bg-hover",
  danger: "border border-bad bg-surface text-bad hover:not-disabled:bg-bad-soft",
  ghost: "text-ink hover:not-disabled:bg-hover",
} as const;

export interface ButtonVariant {
  variant?: keyof typeof variants;
}

export function Button({ variant = "secondary", className = "", ...props }: ComponentProps<"button"> & ButtonVariant) {
  return <button type="button" className={`${base} ${variants[variant]} ${className}`} {...props} />;
}

/** A link in the style of a button. */
export const ButtonLink = createLink(function ButtonAnchor({
  variant = "secondary",
  className = "",
  ...props
}: ComponentProps<"a"> & ButtonVariant) {
  return <a className={`${base} ${variants[variant]} ${className}`} {...props} />;
});

/** A button that shows only an icon. `label` is its accessible name and tooltip. */
export function IconButton({ label, className = "", ...props }: ComponentProps<"button"> & { label: string }) {
  const classes = `inline-flex size-9 items-center justify-center rounded-md text-soft hover:not-disabled:bg-hover hover:text-ink ${className}`;
  return <button type="button" aria-label={label} title={label} className={classes} {...props} />;
}
