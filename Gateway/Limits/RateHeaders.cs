using System.Globalization;
using System.Text;

namespace Footfall.Limits;

/// <summary>
/// Writes a client's limits to <c>RateLimit-Policy</c> and <c>RateLimit</c>, only when little or nothing is left, because they
/// would make the response to an event half as long again.
/// </summary>
/// <remarks>
/// https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers (revision 10): quota, window and unit of each policy; then
/// the remaining quota and its reset time.
/// </remarks>
internal static class RateHeaders
{
    /// <param name="response">The response.</param>
    /// <param name="levels">The limited quantities.</param>
    /// <returns>Whole seconds until something may be sent again; 0 when something may be sent now.</returns>
    public static int Write(HttpResponse response, IEnumerable<RateLimitStatus> levels)
    {
        var policy = new StringBuilder();
        var remaining = new StringBuilder();
        int wait = 0;
        foreach (RateLimitStatus status in levels)
        {
            string separator = policy.Length > 0 ? ", " : "";
            string unit = status.IsBytes ? ";qu=\"content-bytes\"" : "";
            policy.Append(CultureInfo.InvariantCulture, $"{separator}\"{status.Policy}\";q={status.Rate.Quota};w={(int)status.Rate.Burst.TotalSeconds}{unit}");
            remaining.Append(CultureInfo.InvariantCulture, $"{separator}\"{status.Policy}\";r={status.Remaining};t={status.Seconds}");
            wait = status.HasAny ? wait : Math.Max(wait, status.Seconds);
        }

        response.Headers.Append("RateLimit-Policy", policy.ToString());
        response.Headers.Append("RateLimit", remaining.ToString());
        return wait;
    }
}
