import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { toProblem } from "../api/problem.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { words } from "./words.tsx";

/** Shows an error in place of a page that failed, within the frame of that page. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const problem = toProblem(error);
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={problem.status === 404 ? words.notFound : words.somethingWentWrong}>
      <ProblemNotice problem={problem} onRetry={problem.status === 404 ? undefined : retry} />
      <ButtonLink className="mt-4" to="/orgs">
        {words.yourOrganizations}
      </ButtonLink>
    </Page>
  );
}

/** The error page for failures outside a frame. */
export function BareErrorPage(props: ErrorComponentProps) {
  return (
    <main className="mx-auto max-w-2xl p-6">
      <ErrorPage {...props} />
    </main>
  );
}

export function NotFoundPage() {
  return (
    <main className="mx-auto max-w-2xl p-6">
      <Page title={words.notFound}>
        <p className="mb-4">{words.noPageExistsAtThisAddress}</p>
        <ButtonLink to="/">{words.goToTheStartPage}</ButtonLink>
      </Page>
    </main>
  );
}
