using System.Globalization;
using Footfall.Wire;

namespace Footfall;

/// <summary>Events with random fields, as queues may hold them: often equal to earlier ones, sometimes odd.</summary>
internal static class RandomEvents
{
    private static readonly string[] Texts = ["a", "b", "Preise & Tarife", "\"quoted\" \\ back", "line\nbreak\u0001", "👩‍👩‍👧‍👦🏽", "é\u2028", "{}", "1", "\ufeff"];

    private static readonly string[] Props =
        ["{}", """{"a":1}""", """{"a":"1"}""", """{"plan":"Größe","ok":true,"n":-1.50e2,"q":"\"\\\u00e9\ud83d\ude00"}""", """{ "spaced" : false }"""];

    /// <summary>Returns an event with any of the fields.</summary>
    public static TestEvent Next(Random random)
    {
        var other = new Dictionary<EventField, string>();
        foreach (EventFieldRule rule in EventSchema.Fields.Skip((int)EventField.Visitor).Where(_ => random.Next(3) == 0))
        {
            string text = rule.Form switch
            {
                FieldForm.Number => random.Next(Math.Min(rule.MaxNumber, 100_000) + 1).ToString(CultureInfo.InvariantCulture),
                FieldForm.Visitor => random.NextInt64(long.MinValue, long.MaxValue).ToString("x16", CultureInfo.InvariantCulture),
                FieldForm.Revenue => new Revenue(random.NextInt64(-1_000_000, 1_000_000), random.Next(2) == 0 ? "EUR" : "JPY").ToString(),
                FieldForm.Props => Props[random.Next(Props.Length)],
                _ => Texts[random.Next(Texts.Length)],
            };
            other.Add(rule.Field, StorableText.FitsIn(System.Text.Encoding.UTF8.GetBytes(text), rule.MaxLength) ? text : "x");
        }

        return new TestEvent { Path = "/" + random.Next(5), UserId = random.Next(2) == 0 ? null : "user " + random.Next(4), Other = other };
    }
}
