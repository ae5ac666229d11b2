import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';

/** Parts somebody from the organisation's own sign-in, after asking once. */
export function UnlinkButton({ member, name, onDone }: { readonly member: string; readonly name: string; readonly onDone: () => void }): ReactNode {
  const { t } = useT('settings');
  const core = useCore();
  const [asking, setAsking] = useState(false);
  const unlink = useMutation({
    mutationFn: () => core.account.unlink({ id: member }),
    onSuccess: () => {
      setAsking(false);
      showToast({ text: t('team.unlinked', { name }) });
      onDone();
    },
  });
  return (
    <>
      <Button size="small" aria-label={t('team.unlinkOf', { name })} onPress={() => setAsking(true)}>
        {t('team.unlink')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('team.unlinkTitle', { name })}
          body={
            <>
              <p>{t('team.unlinkBody')}</p>
              {unlink.isError && <ErrorNotice code={errorCodeOf(unlink.error)} />}
            </>
          }
          confirmLabel={t('team.unlink')}
          danger
          isOpen
          onClose={() => {
            unlink.reset();
            setAsking(false);
          }}
          isPending={unlink.isPending}
          onConfirm={() => unlink.mutate()}
        />
      )}
    </>
  );
}
