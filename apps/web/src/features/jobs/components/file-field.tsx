import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "../../../ui/button.tsx";
import { formatBytes } from "../../../ui/format-bytes.ts";
import type { CustomFieldProps } from "../../../ui/schema-form/schema-fields.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { filesQuery } from "../../files/index.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId");

/** Chooses one of the organization's files, newest first. */
export function FileField({ name, label, description, value, onChange }: CustomFieldProps) {
  const { orgId } = route.useParams();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(filesQuery(orgId));
  const files = data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = String(value ?? "");
  return (
    <div className="flex flex-col gap-1">
      <SelectField
        name={name}
        label={label}
        description={description}
        value={chosen}
        onChange={({ target }) => onChange(target.value || undefined)}
      >
        <option value="">{words.chooseAFile}</option>
        {/* The chosen file isn't among the loaded files if it is on a later page or was deleted. */}
        {chosen && !files.some(({ id }) => id === chosen) && <option value={chosen}>{chosen}</option>}
        {files.map(({ id, name: fileName, sizeBytes }) => (
          <option key={id} value={id}>
            {fileName} · {formatBytes(sizeBytes)}
          </option>
        ))}
      </SelectField>
      <p className="flex flex-wrap items-center gap-3 text-sm">
        <TextLink to="/orgs/$orgId/files" params={{ orgId }}>
          {words.uploadAFile}
        </TextLink>
        {hasNextPage && (
          <Button variant="ghost" onClick={() => void fetchNextPage()}>
            {words.showOlderFiles}
          </Button>
        )}
      </p>
    </div>
  );
}
