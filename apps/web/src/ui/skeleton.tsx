/** A placeholder for content that is loading. */
export function Skeleton({ className = "h-4 w-full" }: { className?: string }) {
  return <div className={`motion-safe:animate-pulse rounded-md bg-hover ${className}`} />;
}

/** A placeholder for a page that is loading. Screen readers announce it. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3">
      <Skeleton className="h-7 w-48" />
      {["w-full", "w-11/12", "w-full", "w-10/12", "w-full"].map((width, index) => (
        <Skeleton key={`${width}${String(index)}`} className={`h-8 ${width}`} />
      ))}
    </div>
  );
}
