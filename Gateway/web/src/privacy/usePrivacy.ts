import type { Erasures } from '../api/privacyContract';
import { useFetched } from '../api/useFetched';
import { useReadAgain } from '../api/useReadAgain';
import { privacyApi } from '../routing/route';
import { isUnderWay } from './erasures';

/** What is, and was, erased of a site; read again and again only while an erasure is under way. */
export function usePrivacy(siteId: string) {
  const fetched = useFetched<Erasures>(`${privacyApi(siteId)}/erasures`);
  useReadAgain(fetched, fetched.data !== null && isUnderWay(fetched.data.erasures));
  return fetched;
}
