import { useMutation } from '@tanstack/react-query';
import type { CollectionName } from '#shared/domain/settings.ts';
import { showToast } from '../../components/toast.tsx';
import { useCore } from '../../rpc/core-client.ts';

type Value = Parameters<ReturnType<typeof useCore>['settings']['put']>[0]['value'];

export interface Put {
  readonly put: (key: string, value: object | null, said: string) => void;
  readonly isPending: boolean;
  readonly error: unknown;
}

/** Sets a value of a collection, or with null removes it, and says so. `onDone` is called once it is kept. */
export function usePut(collection: CollectionName, onDone: () => void = () => undefined): Put {
  const core = useCore();
  const save = useMutation({
    mutationFn: ({ key, value }: { readonly key: string; readonly value: object | null; readonly said: string }) => core.settings.put({ collection, key, value: value as Value }),
    onSuccess: (_nothing, { said }) => {
      showToast({ text: said });
      onDone();
    },
  });
  return { put: (key, value, said) => save.mutate({ key, value, said }), isPending: save.isPending, error: save.error };
}
