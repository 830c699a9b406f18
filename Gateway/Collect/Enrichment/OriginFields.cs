using System.Text;
using Footfall.Enrich;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>Writes where the visit of an event came from: host and referrer in their one form, source, channel, and the kind of click id.</summary>
internal static class OriginFields
{
    /// <summary>Memory in which referrers are read. The thread's own, because zeroing as much on the stack would cost as much as reading.</summary>
    [ThreadStatic]
    private static byte[]? _scratch;

    /// <summary>Returns whether an event says anything about its page or origin.</summary>
    public static bool Concern(in EventView sent) =>
        sent.Has(EventField.Hostname) || sent.Has(EventField.Referrer) || sent.Has(EventField.UtmSource) || sent.Has(EventField.UtmMedium)
        || sent.Has(EventField.UtmCampaign);

    /// <param name="fields">The fields of the event, with those that its sender gave.</param>
    /// <param name="clickId">The kind of click id in the address of the page.</param>
    public static void Write(ref EventFieldsWriter fields, ClickIdKind clickId)
    {
        if (HostName.TryWrite(fields[EventField.Hostname], fields.Reserve(HostName.MaxBytes), out int length))
        {
            fields.Commit(EventField.Hostname, length);
        }

        _scratch ??= new byte[Referrer.ScratchBytes];
        Referrer referrer = Referrer.Read(fields[EventField.Referrer], fields[EventField.Hostname], _scratch);
        fields.Set(EventField.Referrer, referrer.Text);
        TrafficSource source = SourceTable.Default.Resolve(fields[EventField.UtmSource], referrer);
        AcquisitionChannel channel = AcquisitionChannels.Choose(
            source, fields[EventField.UtmMedium], fields[EventField.UtmCampaign], clickId, referrer.IsPresent);
        fields.Set(EventField.Source, source.Name);
        Write(ref fields, EventField.Channel, AcquisitionChannels.NameOf(channel));
        Write(ref fields, EventField.ClickId, ClickIds.NameOf(clickId));
    }

    private static void Write(ref EventFieldsWriter fields, EventField field, string? name)
    {
        if (name is not null)
        {
            fields.Commit(field, Encoding.ASCII.GetBytes(name, fields.Reserve(name.Length)));
        }
    }
}
