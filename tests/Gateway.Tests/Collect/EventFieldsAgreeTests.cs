using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Footfall.Privacy;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>What describes an event elsewhere has every field of <see cref="EventSchema"/>.</summary>
[Trait("Tier", "fast")]
public sealed class EventFieldsAgreeTests
{
    [Fact]
    public void Body_InTheOpenApiDocument_HasTheFieldsAndTheirLengths()
    {
        (string, int)[] described = [.. typeof(EventRequest).GetProperties()
            .Select(property => (property.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name, property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? 0))
            .Where(field => field.Name is not ("site_id" or "timestamp"))];

        Assert.Equal(EventSchema.Fields.Select(rule => (rule.Name, rule.MaxLength)), described);
    }

    [Fact]
    public void Export_OfAUser_HasEveryColumn()
    {
        string[] exported = [.. typeof(UserEventResponse).GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];

        Assert.All(EventSchema.Columns, column => Assert.Contains(column.Name, exported));
    }
}
