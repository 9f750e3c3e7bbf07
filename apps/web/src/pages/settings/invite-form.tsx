import type { Org, Role } from "@gaffer/client";
import { useState } from "react";
import { invite } from "../../data/invitations.ts";
import { rolesToGive } from "../../data/orgs.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { say } from "../../ui/say.ts";
import { Section } from "../../ui/section.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { roleTexts } from "./role-texts.ts";

export function InviteForm({ org }: { org: Org }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  return (
    <Section title="Invite a member">
      <Form
        className="flex flex-col gap-3"
        send={async () => {
          await invite(org.id, { email, role });
          setEmail("");
          say({ title: `Invitation sent to ${email}`, description: "The link is valid for seven days." });
        }}
      >
        {({ sending }) => (
          <>
            <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
              <TextField
                name="/email"
                label="E-mail"
                type="email"
                autoComplete="off"
                value={email}
                onValueChange={setEmail}
              />
              <SelectField
                name="/role"
                label="Role"
                value={role}
                onChange={({ target }) => setRole(target.value as Role)}
              >
                {rolesToGive(org).map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </SelectField>
              <Button type="submit" look="primary" className="sm:mt-6" disabled={sending}>
                Invite member
              </Button>
            </div>
            <p className="text-sm text-soft">
              As {role}: {roleTexts[role]}
            </p>
          </>
        )}
      </Form>
    </Section>
  );
}
