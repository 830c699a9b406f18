using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Footfall.Privacy;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>What describes an event elsewhere has every field of <see cref="EventSchema"/>.</summary>
[Trait("Tier", "fast")]
public sealed class EventFieldsAgreeTests
{
    [Fact]
    public void Body_InTheOpenApiDocument_HasThePropertiesInTheirOrderAndTheirLimits()
    {
        (string, int, int)[] described = [.. typeof(EventRequest).GetProperties().Select(property => (
            JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? 0,
            (int?)property.GetCustomAttribute<RangeAttribute>()?.Maximum ?? 0))];

        Assert.Equal(EventProperties.All.Select(property => (property.Name, HasLength(property) ? property.MaxLength : 0, property.MaxNumber)), described);
    }

    [Fact]
    public void Properties_AreTheFieldsOfSendersAndWhatHelpsToFindOthers()
    {
        Assert.Equal(EventProperties.Count, EventProperties.All.Length);
        Assert.Equal(Enumerable.Range(0, EventProperties.Count), EventProperties.All.Select(property => property.Index));
        Assert.Equal(
            EventSchema.Fields.Where(rule => !rule.IsDerived).Select(rule => (EventField?)rule.Field),
            EventProperties.All.Where(property => property.Field is not null).Select(property => property.Field));
        Assert.Equal(
            ["site_id", "timestamp", "url", "ip", "user_agent", "accept_language", "automated"],
            EventProperties.All.Where(property => property.Field is null).Select(property => property.Name));
    }

    [Fact]
    public void Export_OfAUser_HasEveryColumn()
    {
        string[] exported = [.. typeof(UserEventResponse).GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];

        Assert.All(EventSchema.Columns, column => Assert.Contains(column.Name, exported));
    }

    private static bool HasLength(EventProperty property) => property.Form is not (PropertyForm.Number or PropertyForm.Props or PropertyForm.Revenue);
}
