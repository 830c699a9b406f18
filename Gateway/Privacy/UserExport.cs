using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Footfall.Cluster;
using Footfall.DeadLetters;
using Footfall.Http;

namespace Footfall.Privacy;

/// <summary>
/// All data of a user or a visitor of a site, one JSON object per line: stored events first, in the order in which they were stored, then dead
/// letters. The response is streamed. If reading fails midway, the connection is aborted, so that a part never looks like the
/// whole.
/// </summary>
internal sealed class UserExport(string siteId, ExportedPerson person, UserEventCursor start, SiteClient sites) : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/x-ndjson";

    private const int DeadLettersPerPage = 100;

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.CacheControl = "no-store, no-transform";
        if (HeadRequests.IsHead(httpContext))
        {
            return;
        }

        if (!await WriteEventsAsync(httpContext) || !await WriteDeadLettersAsync(httpContext))
        {
            httpContext.Abort();
        }
    }

    private async Task<bool> WriteEventsAsync(HttpContext context)
    {
        for (UserEventCursor? cursor = start; cursor is { } at;)
        {
            UserEventPage? page = await sites.CallGrainAsync<UserEventPage>(
                async grains => await person.ReadAsync(grains.GetSitePrivacy(siteId), at));
            if (page is null)
            {
                return false;
            }

            foreach (UserEvent item in page.Events)
            {
                await WriteAsync(context, new UserEventResponse(
                    siteId, item.EventType, item.Path, item.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), item.StoredAt)
                {
                    Attributes = ExportedAttributes.Parse(item.Attributes),
                });
            }

            await context.Response.Body.FlushAsync(context.RequestAborted);
            cursor = page.Next;
        }

        return true;
    }

    private async Task<bool> WriteDeadLettersAsync(HttpContext context)
    {
        DeadLetterKey? after = null;
        while (true)
        {
            ImmutableArray<StoredDeadLetter>? page = await sites.CallAsync(siteId, site => site.ListDeadLetters(after, DeadLettersPerPage));
            if (page is not { } deadLetters)
            {
                return false;
            }

            foreach (StoredDeadLetter deadLetter in deadLetters)
            {
                foreach (IReadOnlyDictionary<string, string> item in DecodedEvents.Of(deadLetter.Payload).Where(person.IsOf))
                {
                    await WriteAsync(context, new UserEventResponse(
                        siteId,
                        item.GetValueOrDefault("event_type"),
                        item.GetValueOrDefault("path"),
                        item.GetValueOrDefault("timestamp"),
                        deadLetter.CreatedAt,
                        deadLetter.Key.ToString())
                    {
                        Attributes = ExportedAttributes.Of(item),
                    });
                }
            }

            if (deadLetters.Length < DeadLettersPerPage)
            {
                return true;
            }

            after = deadLetters[^1].Key;
        }
    }

    private async Task WriteAsync(HttpContext context, UserEventResponse line)
    {
        await JsonSerializer.SerializeAsync(context.Response.Body, person.Name(line), PrivacyJsonContext.Default.UserEventResponse, context.RequestAborted);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
    }
}
