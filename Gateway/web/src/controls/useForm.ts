import { useEffect, useRef, useState } from 'preact/hooks';
import { noFaults, readFaults, type Faults, type Read } from '../api/faults';

/** Sends a form. Returns the faults for display beside the fields, and focuses the first one. */
export function useForm(fields: readonly string[]) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>(noFaults);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (faults !== noFaults) form.current?.querySelector<HTMLElement>('[aria-invalid], [role=alert]')?.focus();
  }, [faults]);
  const send = async <T>(read: Read<T>, act: (value: T) => Promise<void>) => {
    if (read.faults !== null) {
      setFaults(read.faults);
      return;
    }
    setBusy(true);
    try {
      await act(read.value);
      setFaults(noFaults);
    } catch (error) {
      setFaults(readFaults(error, fields));
    }
    setBusy(false);
  };
  return { form, faults, isBusy, send };
}
