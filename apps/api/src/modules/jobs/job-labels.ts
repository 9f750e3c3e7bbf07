/** Labels of jobs: tags and metadata. */

export interface JobLabels {
  tags: string[];
  metadata: Record<string, string>;
}

/** The labels of a job without labels. `insert` recognizes these two values, and stores nulls. */
export const noLabels: JobLabels = { tags: [], metadata: {} };

/** The terms of `job_terms` for these labels, as `label_terms` computes them. */
export const termsOf = (tags: readonly string[] = [], metadata: readonly string[] = []) => [
  ...tags.map((tag) => `tag:${tag}`),
  ...metadata.map((pair) => `metadata:${pair}`),
];

/** Replaces labels that are absent, null or empty with the labels of `noLabels`. */
export function toLabels({ tags, metadata }: { [Name in keyof JobLabels]?: JobLabels[Name] | null }): JobLabels {
  return {
    tags: tags && tags.length > 0 ? tags : noLabels.tags,
    metadata: metadata && Object.keys(metadata).length > 0 ? metadata : noLabels.metadata,
  };
}
