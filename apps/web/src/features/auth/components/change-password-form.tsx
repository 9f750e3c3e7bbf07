import { useState } from "react";
import { Form } from "../../../components/form.tsx";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toast.ts";
import { changePassword } from "../queries/account.ts";
import { usePerson } from "../queries/session.ts";
import { words } from "../words.tsx";

const nothing = { currentPassword: "", newPassword: "" };

export function ChangePasswordForm() {
  const { email } = usePerson();
  const [passwords, setPasswords] = useState(nothing);
  return (
    <Form
      className="flex max-w-md flex-col gap-3"
      onSubmit={async () => {
        await changePassword(passwords);
        setPasswords(nothing);
        toast({ title: words.passwordChanged, description: words.otherSessionsSignedOut });
      }}
    >
      {({ isSubmitting }) => (
        <>
          {/* A hidden field with the user's address, so that password managers know whose password is changed. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <TextField
            name="/currentPassword"
            label={words.currentPassword}
            type="password"
            autoComplete="current-password"
            value={passwords.currentPassword}
            onValueChange={(currentPassword) => setPasswords({ ...passwords, currentPassword })}
          />
          <TextField
            name="/newPassword"
            label={words.newPassword}
            type="password"
            autoComplete="new-password"
            description={words.newPasswordHint}
            value={passwords.newPassword}
            onValueChange={(newPassword) => setPasswords({ ...passwords, newPassword })}
          />
          <Button type="submit" variant="primary" className="self-start" disabled={isSubmitting}>
            {words.changePassword}
          </Button>
        </>
      )}
    </Form>
  );
}
