using System.Text;
using Footfall.Http;
using Footfall.Wire;

namespace Footfall.Privacy;

/// <summary>
/// The visitor in <c>/api/sites/{site_id}/visitors/{visitor}</c>, as a parameter of a handler: 16 hexadecimal digits in lower case.
/// </summary>
internal sealed class RouteVisitor
{
    private const int Segment = 5;
    private const string Fault = "The site id is invalid, or the visitor is not 16 hexadecimal digits in lower case";

    private RouteVisitor(string siteId, string text, ulong visitor) => (SiteId, Text, Visitor) = (siteId, text, visitor);

    public string SiteId { get; }

    /// <summary>The visitor as the API writes it.</summary>
    public string Text { get; }

    public ulong Visitor { get; }

    public static ValueTask<RouteVisitor?> BindAsync(HttpContext context)
    {
        string text = SiteRoute.ReadSegment(context, Segment) ?? "";
        return BindingFault.Bind(
            context,
            SiteRoute.ReadSiteId(context) is { } siteId && VisitorText.TryParse(Encoding.UTF8.GetBytes(text), out ulong visitor)
                ? new RouteVisitor(siteId, text, visitor)
                : null,
            Fault);
    }
}
