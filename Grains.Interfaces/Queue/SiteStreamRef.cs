using System.Text;

namespace Footfall.Queue;

/// <summary>A parsed member of a partition's ready set: the epoch of the stream, and its site.</summary>
public readonly record struct SiteStreamRef(string Epoch, string SiteId)
{
    /// <summary>Parses <c>epoch:site_id</c>; returns false if it is not a valid site's (see <see cref="Queue.SiteId"/>).</summary>
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
