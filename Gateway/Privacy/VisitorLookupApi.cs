using System.Net;
using System.Text;
using Footfall.Collect;
using Footfall.Enrich;
using Footfall.Http;
using Footfall.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Footfall.Privacy;

/// <summary>Maps the endpoint that finds a visitor without a user id, for somebody who asks what is stored about them.</summary>
internal static class VisitorLookupApi
{
    public static void MapVisitorLookupApi(this IEndpointRouteBuilder group) =>
        group.MapPost("sites/{site_id}/visitors/lookup", Find)
            .WithSummary("Find a visitor without a user id by address and User-Agent")
            .WithDescription(
                "Returns an id for each date whose events are still taken: today and, for a while, yesterday. Those of earlier dates cannot be found by "
                + "anybody. Neither address nor User-Agent is stored or logged. A visitor who never came has an id too, and no events.")
            .ProducesJsonBodyErrors();

    private static Results<Ok<VisitorLookupResponse>, ErrorResult> Find(RouteSiteId siteId, VisitorLookupRequest body, VisitorSalts salts)
    {
        if (body.FindFaults(out IPAddress? address) is { Count: > 0 } faults)
        {
            return ErrorResult.BadRequest("Validation failed", faults);
        }

        var visitor = EventVisitor.Of(address, body.UserAgent?.Trim());
        byte[] site = Encoding.UTF8.GetBytes(siteId);
        var found = new List<VisitorOfDate>();
        foreach (DateOnly date in salts.LiveDates)
        {
            if (salts.TryGet(date, out VisitorSalt salt))
            {
                found.Add(new VisitorOfDate(date, VisitorText.Of(visitor.IdOf(salt, site))));
            }
        }

        return found.Count == 0
            ? ErrorResult.Unavailable("The keys of the visitors' ids are not there yet, because Redis has not answered since this gateway started; try again")
            : TypedResults.Ok(new VisitorLookupResponse(siteId, found));
    }
}

/// <summary>What an operator knows about a visitor; at least one of both.</summary>
/// <param name="Address">The visitor's IP address, as the gateway saw it.</param>
/// <param name="UserAgent">The visitor's <c>User-Agent</c>, exactly as the browser sent it.</param>
internal sealed record VisitorLookupRequest(string? Address, string? UserAgent)
{
    private const int MaxUserAgentLength = 2000;

    /// <summary>Returns all faults, one line each.</summary>
    public IReadOnlyList<string> FindFaults(out IPAddress? address)
    {
        var faults = new List<string>();
        if (!IPAddress.TryParse(Address, out address) && !string.IsNullOrEmpty(Address))
        {
            faults.Add("address must be an IP address, such as 203.0.113.7 or 2001:db8::7");
        }

        if (UserAgent?.Length > MaxUserAgentLength)
        {
            faults.Add($"user_agent must have at most {MaxUserAgentLength} characters");
        }

        if (string.IsNullOrEmpty(Address) && string.IsNullOrWhiteSpace(UserAgent))
        {
            faults.Add("address or user_agent is required: with both, the visitor is the one whose events had both");
        }

        return faults;
    }

    /// <summary>Shows neither.</summary>
    public override string ToString() => nameof(VisitorLookupRequest);
}

/// <summary>A visitor's ids.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Visitors">One id for each date, oldest first.</param>
internal sealed record VisitorLookupResponse(string SiteId, IReadOnlyList<VisitorOfDate> Visitors);

/// <summary>A visitor's id on a date of the site's time zone.</summary>
/// <param name="Date">The date.</param>
/// <param name="Visitor">16 hexadecimal digits: what exports and erasures of visitors take.</param>
internal sealed record VisitorOfDate(DateOnly Date, string Visitor);
