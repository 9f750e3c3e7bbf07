import { SpecError } from "./spec-error.ts";

/**
 * The name of a job type has three spellings: `my-feature:process` is declared in
 * `spec/job-types/my-feature.process.tsp` by `MyFeatureProcessJob`, `MyFeatureProcessInput` and
 * `MyFeatureProcessOutput`.
 */

/** Format of a job type's name. */
export const jobTypePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** `my-feature:process` → `my-feature.process`, the stem of its files. */
export function fileStem(type: string): string {
  return type.replace(":", ".");
}

/** `my-feature:process` → `MyFeatureProcess`, the stem of its models. */
export function modelStem(type: string): string {
  return type.replace(/(^|[-:])([a-z0-9])/g, (_, _separator, letter: string) => letter.toUpperCase());
}

/** A file of `spec/job-types/`. */
export interface JobTypeFile {
  name: string;
  text: string;
}

/** Marks a job type whose jobs can be created only by the named operation. */
const createdByOperation = /@extension\(\s*"x-created-by"/;

/** Generates the TypeSpec that adds the job types to the API's unions. */
export function jobTypesTsp(files: readonly JobTypeFile[]): string {
  const typeOf = ({ name }: JobTypeFile) => name.replace(/\.tsp$/, "").replace(".", ":");
  const types = files.map(typeOf).sort();
  const creatable = files
    .filter(({ text }) => !createdByOperation.test(text))
    .map(typeOf)
    .sort();
  for (const type of types) {
    if (!jobTypePattern.test(type)) {
      throw new SpecError(
        `spec/job-types/${fileStem(type)}.tsp doesn't name a job type; it should be like my-feature.process.tsp`,
      );
    }
  }
  const names = (types: string[]) =>
    types.map((type) => `  /** A job of type \`${type}\`. */\n  \`${type}\`,`).join("\n");
  const variants = (types: string[], variant: (type: string) => string) =>
    types.map((type) => `  \`${type}\`: ${variant(type)},`).join("\n");
  return `// Generated from spec/job-types/ by generate.ts. Do not edit.
import "../spec/job-type.tsp";
${types.map((type) => `import "../spec/job-types/${fileStem(type)}.tsp";`).join("\n")}

namespace Gaffer;

/** The job types of this server. */
enum JobType {
${names(types)}
}

/** The job types that \`createJob\` accepts. The others have an operation of their own. */
enum CreatableJobType {
${names(creatable)}
}

/** A job, discriminated by \`type\`. */
@discriminated(#{ envelope: "none", discriminatorPropertyName: "type" })
union Job {
${variants(types, (type) => `${modelStem(type)}Job`)}
}

/** A new job, discriminated by \`type\`. */
@discriminated(#{ envelope: "none", discriminatorPropertyName: "type" })
union CreateJobRequest {
${variants(creatable, (type) => `Create<"${type}", ${modelStem(type)}Job, ${modelStem(type)}Input>`)}
}

/** The job that a schedule creates, discriminated by \`type\`. */
@discriminated(#{ envelope: "none", discriminatorPropertyName: "type" })
union ScheduledJob {
${variants(creatable, (type) => `Scheduled<"${type}", ${modelStem(type)}Job, ${modelStem(type)}Input>`)}
}
`;
}
