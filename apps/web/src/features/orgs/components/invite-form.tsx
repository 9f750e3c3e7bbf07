import type { Org, Role } from "@gaffer/client";
import { useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { invite } from "../queries/invitations.ts";
import { grantableRoles } from "../queries/orgs.ts";
import { words } from "../words.tsx";

export function InviteForm({ org }: { org: Org }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  return (
    <Section title={words.inviteAMember}>
      <Form
        className="flex flex-col gap-3"
        onSubmit={async () => {
          await invite(org.id, { email, role });
          setEmail("");
          toast({ title: words.invitationSentTo(email), description: words.invitationValidity });
        }}
      >
        {({ isSubmitting }) => (
          <>
            <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
              <TextField
                name="/email"
                label={words.email}
                type="email"
                autoComplete="off"
                value={email}
                onValueChange={setEmail}
              />
              <SelectField
                name="/role"
                label={words.role}
                value={role}
                onChange={({ target }) => setRole(target.value as Role)}
              >
                {grantableRoles(org).map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </SelectField>
              <Button type="submit" variant="primary" className="sm:mt-6" disabled={isSubmitting}>
                {words.inviteMember}
              </Button>
            </div>
            <p className="text-sm text-soft">{words.roleDescription(role)}</p>
          </>
        )}
      </Form>
    </Section>
  );
}
