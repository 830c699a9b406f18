using System.Text;

namespace Footfall.Queue;

/// <summary>A member of a partition's ready set, taken apart: the epoch of the stream, and whose it is.</summary>
public readonly record struct SiteStreamRef(string Epoch, string SiteId)
{
    /// <summary>Reads <c>epoch:site_id</c>; false when it can be no site's (see <see cref="Queue.SiteId"/>).</summary>
    public static bool TryParse(ReadOnlySpan<byte> member, out SiteStreamRef result)
    {
        result = default;
        if (member.Length <= QueueKeys.EpochLength || member[QueueKeys.EpochLength] != ':')
        {
            return false;
        }

        ReadOnlySpan<byte> epoch = member[..QueueKeys.EpochLength];
        ReadOnlySpan<byte> siteId = member[(QueueKeys.EpochLength + 1)..];
        if (!QueueKeys.IsEpoch(epoch) || !Queue.SiteId.IsValid(siteId))
        {
            return false;
        }

        result = new SiteStreamRef(Encoding.ASCII.GetString(epoch), Encoding.UTF8.GetString(siteId));
        return true;
    }
}
