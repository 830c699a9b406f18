using System.Globalization;
using System.Text;
using Footfall.Wire;
using Npgsql;

namespace Footfall.Privacy;

/// <summary>Joins what a row says beyond its text columns to one JSON object.</summary>
internal static class StoredAttributesText
{
    /// <param name="row">The row: from <paramref name="first"/> on the texts of its attribute sets, revenue, currency, engaged_ms, scroll, screen_width.</param>
    /// <param name="first">The first of these columns.</param>
    /// <returns>The object's text; null if nothing is known.</returns>
    public static string? Read(NpgsqlDataReader row, int first)
    {
        var text = new StringBuilder();
        int column = first;
        foreach (AttributeGroup _ in EventSchema.Groups)
        {
            if (!row.IsDBNull(column))
            {
                // Each set is an object with at least one field.
                Append(text, row.GetString(column)[1..^1]);
            }

            column++;
        }

        if (!row.IsDBNull(column))
        {
            Append(text, $$"""
                "revenue":{"amount":{{Revenue.FormatAmount(row.GetInt64(column))}},"currency":"{{row.GetString(column + 1)}}"}
                """);
        }

        column += 2;
        foreach (EventField field in (EventField[])[EventField.EngagedMs, EventField.Scroll, EventField.ScreenWidth])
        {
            if (!row.IsDBNull(column))
            {
                Append(text, string.Create(CultureInfo.InvariantCulture, $"\"{EventSchema.Fields[(int)field].Name}\":{row.GetFieldValue<int>(column)}"));
            }

            column++;
        }

        return text.Length == 0 ? null : text.Append('}').ToString();
    }

    private static void Append(StringBuilder text, string fields) => text.Append(text.Length == 0 ? '{' : ',').Append(fields);
}
