using System.Text;
using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>Writes what an event keeps of its visitor's browser and place.</summary>
internal static class ClientFields
{
    public static void Write(ref EventFieldsWriter fields, scoped EventVisitor visitor, in Place place, in BotVerdict bot)
    {
        if (visitor.Agent is { } agent)
        {
            Write(ref fields, EventField.Browser, agent.Browser);
            Write(ref fields, EventField.BrowserVersion, agent.BrowserVersion);
            Write(ref fields, EventField.Os, agent.Os);
            Write(ref fields, EventField.OsVersion, agent.OsVersion);
            Write(ref fields, EventField.Device, NameOf(agent.Device));
        }

        if (fields[EventField.Language].IsEmpty)
        {
            fields.Commit(EventField.Language, visitor.WriteLanguage(fields.Reserve(LanguageTag.MaxBytes)));
        }

        Write(ref fields, EventField.Country, place.Country);
        Write(ref fields, EventField.Region, place.Region);
        Write(ref fields, EventField.City, place.City);
        fields.Commit(EventField.Bot, BotText.Write(bot, fields.Reserve(BotText.MaxBytes)));
    }

    private static void Write(ref EventFieldsWriter fields, EventField field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            fields.Commit(field, Encoding.UTF8.GetBytes(text, fields.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));
        }
    }

    /// <summary>The name of a class of devices in reports and filters; null for none.</summary>
    public static string? NameOf(DeviceClass? device) => device switch
    {
        DeviceClass.Desktop => "desktop",
        DeviceClass.Phone => "phone",
        DeviceClass.Tablet => "tablet",
        DeviceClass.Tv => "tv",
        DeviceClass.Console => "console",
        DeviceClass.Wearable => "wearable",
        DeviceClass.Headset => "headset",
        DeviceClass.Other => "other",
        _ => null,
    };
}
