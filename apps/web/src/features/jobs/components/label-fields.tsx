import { TextField } from "../../../ui/text-field.tsx";
import { metadataText, tagsText, toMetadata, toTags } from "../labels.ts";
import { words } from "../words.tsx";

interface Labels {
  tags?: string[];
  metadata?: Record<string, string>;
}

interface LabelFieldsProps {
  /** Pointer to the object with the labels in the request body. */
  pointer: string;
  /** The labels that the fields start with. */
  labels: Labels;
  /** Called with the changed labels. undefined: the form reads the fields. */
  onChange?: (labels: Labels) => void;
}

/** Fields for the tags and the metadata of a job. */
export function LabelFields({ pointer, labels: { tags = [], metadata = {} }, onChange }: LabelFieldsProps) {
  return (
    <>
      <TextField
        name={`${pointer}/tags`}
        label={words.tags}
        description={words.tagsHint}
        defaultValue={tagsText(tags)}
        onValueChange={(text) => onChange?.({ tags: toTags(text) })}
      />
      <TextField
        name={`${pointer}/metadata`}
        label={words.metadata}
        description={words.metadataHint}
        defaultValue={metadataText(metadata)}
        render={<textarea rows={2} />}
        onValueChange={(text) => onChange?.({ metadata: toMetadata(text) })}
      />
    </>
  );
}
