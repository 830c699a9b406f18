using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// Tables with the columns and indexes that Umami's documentation and exports name: a row per visitor with what is known of the browser, a
/// row per event with everything else. In a separate schema beside Footfall's tables.
/// </summary>
internal static class UmamiSchema
{
    private const string Tables = """
        CREATE SCHEMA umami;
        CREATE TABLE umami.session (
            session_id uuid PRIMARY KEY, website_id uuid NOT NULL, browser varchar(20), os varchar(20), device varchar(20), screen varchar(11),
            language varchar(35), country char(2), region varchar(20), city varchar(50), distinct_id varchar(50), created_at timestamptz DEFAULT now()
        );
        CREATE TABLE umami.website_event (
            event_id uuid PRIMARY KEY, website_id uuid NOT NULL, session_id uuid NOT NULL, visit_id uuid NOT NULL, created_at timestamptz DEFAULT now(),
            url_path varchar(500) NOT NULL, url_query varchar(500), referrer_path varchar(500), referrer_query varchar(500), referrer_domain varchar(500),
            page_title varchar(500), hostname varchar(100), event_type integer NOT NULL DEFAULT 1, event_name varchar(50), tag varchar(50),
            utm_source varchar(255), utm_medium varchar(255), utm_campaign varchar(255), utm_content varchar(255), utm_term varchar(255),
            gclid varchar(255), fbclid varchar(255), msclkid varchar(255), ttclid varchar(255), li_fat_id varchar(255), twclid varchar(255)
        );
        """;

    /// <summary>Of an event: by its parents, by time, and by time and each text that is filtered by. Of a visitor: the same.</summary>
    private static readonly string[] Indexes =
    [
        .. new[]
        {
            "created_at", "session_id", "visit_id", "website_id", "website_id, created_at", "website_id, created_at, url_path", "website_id, created_at, url_query",
            "website_id, created_at, referrer_domain", "website_id, created_at, page_title", "website_id, created_at, event_name", "website_id, created_at, tag",
            "website_id, created_at, hostname", "website_id, session_id, created_at", "website_id, visit_id, created_at",
        }.Select(columns => $"CREATE INDEX ON umami.website_event ({columns})"),
        .. new[] { "created_at", "website_id", "website_id, created_at" }
            .Concat(new[] { "browser", "os", "device", "screen", "language", "country", "region", "city" }.Select(column => "website_id, created_at, " + column))
            .Select(columns => $"CREATE INDEX ON umami.session ({columns})"),
    ];

    private const string Sessions = """
        INSERT INTO umami.session
        SELECT md5(site_id || who)::uuid, md5(site_id)::uuid, left(c ->> 'browser', 20), c ->> 'os', c ->> 'device', max(screen_width) || 'x900', c ->> 'language', c ->> 'country',
            left(c ->> 'region', 20), c ->> 'city', NULL, min("timestamp")
        FROM umami.known
        GROUP BY site_id, who, c
        ON CONFLICT DO NOTHING
        """;

    private const string Events = """
        INSERT INTO umami.website_event
        SELECT gen_random_uuid(), md5(site_id)::uuid, md5(site_id || who)::uuid, md5(site_id || who || date_trunc('hour', "timestamp"))::uuid, "timestamp",
            path, '', o ->> 'referrer', '', o ->> 'source', p ->> 'title', p ->> 'hostname', 1, NULL, NULL,
            o ->> 'utm_source', o ->> 'utm_medium', o ->> 'utm_campaign', o ->> 'utm_content', o ->> 'utm_term'
        FROM umami.known
        ORDER BY id
        """;

    /// <summary>The events with the texts of their attribute sets.</summary>
    private const string Known = """
        CREATE TABLE umami.texts AS
        SELECT site_id, (first_id + place - 1)::integer AS set, text::jsonb AS text FROM public.event_attributes, unnest(sets) WITH ORDINALITY AS s (text, place);
        CREATE INDEX ON umami.texts (site_id, set);
        ANALYZE umami.texts;
        CREATE TABLE umami.known AS
        SELECT e.id, e.site_id, e."timestamp", e.path, coalesce(e.user_id, e.visitor::text, '') AS who, e.screen_width, p.text AS p, o.text AS o, c.text AS c
        FROM public.events e
        LEFT JOIN umami.texts p ON p.site_id = e.site_id AND p.set = e.page
        LEFT JOIN umami.texts o ON o.site_id = e.site_id AND o.set = e.origin
        LEFT JOIN umami.texts c ON c.site_id = e.site_id AND c.set = e.client;
        """;

    /// <summary>Fills the tables with Footfall's events in order of arrival, with indexes in place as in production.</summary>
    public static async Task FillAsync(NpgsqlDataSource database)
    {
        await OriginalSchema.RunAsync(database, Tables);
        await OriginalSchema.RunAsync(database, Known);
        foreach (string statement in Indexes.Append(Sessions).Append(Events))
        {
            await OriginalSchema.RunAsync(database, statement);
        }
    }
}
