using System.Globalization;
using System.Text;

namespace Footfall.Limits;

/// <summary>
/// Tells a client what it may send: <c>RateLimit-Policy</c> and <c>RateLimit</c>. Only when little or nothing is left, since an
/// answer to an event would grow by half otherwise.
/// </summary>
/// <remarks>
/// https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers (revision 10): quota, window and unit of each policy; then
/// what remains, and until when.
/// </remarks>
internal static class RateHeaders
{
    /// <param name="response">The answer.</param>
    /// <param name="levels">What is limited.</param>
    /// <returns>Whole seconds after which something may be sent again; 0 when something may be now.</returns>
    public static int Write(HttpResponse response, IEnumerable<RateLevel> levels)
    {
        var policy = new StringBuilder();
        var remaining = new StringBuilder();
        int wait = 0;
        foreach (RateLevel level in levels)
        {
            string separator = policy.Length > 0 ? ", " : "";
            string unit = level.IsBytes ? ";qu=\"content-bytes\"" : "";
            policy.Append(CultureInfo.InvariantCulture, $"{separator}\"{level.Policy}\";q={level.Rate.Quota};w={(int)level.Rate.Burst.TotalSeconds}{unit}");
            remaining.Append(CultureInfo.InvariantCulture, $"{separator}\"{level.Policy}\";r={level.Remaining};t={level.Seconds}");
            wait = level.HasAny ? wait : Math.Max(wait, level.Seconds);
        }

        response.Headers.Append("RateLimit-Policy", policy.ToString());
        response.Headers.Append("RateLimit", remaining.ToString());
        return wait;
    }
}
