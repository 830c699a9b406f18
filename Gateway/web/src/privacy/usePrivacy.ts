import type { Erasures } from '../api/privacyContract';
import { useFetched } from '../api/useFetched';
import { useReadAgain } from '../api/useReadAgain';
import { privacyApi } from '../routing/route';
import { isUnderWay } from './erasures';

/** A site's erasures; refetched repeatedly only while one is in progress. */
export function usePrivacy(siteId: string) {
  const fetched = useFetched<Erasures>(`${privacyApi(siteId)}/erasures`);
  useReadAgain(fetched, fetched.data !== null && isUnderWay(fetched.data.erasures));
  return fetched;
}
