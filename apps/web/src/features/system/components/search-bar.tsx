import { controlStyle } from "../../../ui/control-style.ts";

interface SearchBarProps {
  /** The filters of the URL. `q`: the text to search for. */
  filters: { q?: string };
  label: string;
  /** A filter with few values. `options`: the label of each value; the empty value is no filter. */
  choice: { name: string; value: string | undefined; label: string; options: Record<string, string> };
  /** Receives the filters without empty ones. */
  onChange: (filters: Record<string, string>) => void;
}

/** Searches a list of the installation by text, and filters it by one choice. */
export function SearchBar({ filters, label, choice, onChange }: SearchBarProps) {
  const set = (changed: Record<string, string>) =>
    onChange(Object.fromEntries(Object.entries({ ...filters, ...changed }).filter(([, value]) => value)));
  return (
    <search className="mb-4 flex flex-wrap items-end gap-3">
      <label className="flex min-w-0 grow flex-col gap-1 text-sm sm:max-w-sm">
        {label}
        <input
          type="search"
          className={controlStyle}
          value={filters.q ?? ""}
          onChange={({ target }) => set({ q: target.value })}
        />
      </label>
      <label className="flex flex-col gap-1 text-sm">
        {choice.label}
        <select
          className={controlStyle}
          value={choice.value ?? ""}
          onChange={({ target }) => set({ [choice.name]: target.value })}
        >
          {Object.entries(choice.options).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
