import type { Session } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { ReadProblem } from "../../../components/read-problem.tsx";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { toast } from "../../../ui/toast.ts";
import { useRestoredFocus } from "../../../ui/use-restored-focus.ts";
import { revokeOtherSessions, revokeSession, sessionsQuery } from "../queries/account.ts";
import { words } from "../words.tsx";

/** Lists the user's sessions, newest first. */
export function SessionList() {
  const sessions = useQuery(sessionsQuery);
  const { data } = sessions;
  const part = useRestoredFocus(data);
  if (sessions.isError && !data) return <ReadProblem query={sessions} />;
  if (!data) return <Skeleton className="h-24 w-full" />;
  const revokeOthers = () =>
    revokeOtherSessions().then((count) => toast({ title: words.sessionsEnded(count) }), toastProblem);
  return (
    <div ref={part} tabIndex={-1} className="outline-none">
      <ul aria-label={words.sessions} className="mb-3 border-t border-line-strong">
        {data.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {data.some(({ current }) => !current) && (
        <Confirm
          trigger={<Button variant="danger">{words.signOutElsewhereButton}</Button>}
          title={words.signOutElsewhereQuestion}
          action={words.signOutElsewhere}
          onConfirm={() => void revokeOthers()}
        >
          {words.signOutElsewhereWarning}
        </Confirm>
      )}
    </div>
  );
}

function SessionRow({ session }: { session: Session }) {
  const { userAgent, address, createdAt, lastUsedAt, current } = session;
  const described = describeUserAgent(userAgent);
  const revoke = () => revokeSession(session).then(() => toast({ title: words.sessionEnded }), toastProblem);
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line py-2">
      <div className="min-w-0 grow">
        <span className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate" title={userAgent ?? undefined}>
            {described}
          </span>
          {current && <span className="shrink-0 rounded bg-accent-soft px-1.5 text-xs">{words.thisSession}</span>}
        </span>
        <span className="block text-xs text-soft">
          {words.sessionTimes(<RelativeTime at={createdAt} />, address, <RelativeTime at={lastUsedAt} />)}
        </span>
      </div>
      {!current && (
        <Button aria-label={words.endSessionOf(described)} onClick={() => void revoke()}>
          {words.endSession}
        </Button>
      )}
    </li>
  );
}

const browsers: readonly [RegExp, string][] = [
  // The order matters: a user agent also contains the names of browsers further down in this list.
  [/\bEdg\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\//, "Firefox"],
  [/\bChrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** Returns the browser and operating system of a session. Returns the user agent if one of the two is unknown. */
function describeUserAgent(userAgent: string | null): string {
  if (userAgent === null) return words.unknownClient;
  const browser = nameIn(browsers, userAgent);
  const system = nameIn(systems, userAgent);
  return browser && system ? words.browserOnSystem(browser, system) : userAgent;
}

function nameIn(known: typeof browsers, userAgent: string): string | undefined {
  return known.find(([pattern]) => pattern.test(userAgent))?.[1];
}
