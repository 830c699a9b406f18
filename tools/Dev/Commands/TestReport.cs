using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Footfall.Dev.Commands;

/// <summary>What a test program reported at its end.</summary>
internal sealed record TestReport(TestCounts Counts, IReadOnlyList<TestTime> Tests)
{
    /// <summary>Reads xunit's own report; errors outside of tests (when a fixture is disposed, say) count as failed.</summary>
    /// <returns>Null when the run ended before it wrote its report.</returns>
    public static TestReport? Read(string path)
    {
        try
        {
            XElement root = XDocument.Load(path).Root!;
            return new TestReport(root.Elements("assembly").Select(Count).Aggregate(TestCounts.None, (sum, one) => sum + one), [.. root.Descendants("test").Select(Time)]);
        }
        catch (Exception e) when (e is IOException or XmlException)
        {
            return null;
        }
    }

    private static TestCounts Count(XElement assembly) =>
        new(Number(assembly, "passed"), Number(assembly, "failed") + Number(assembly, "errors"), Number(assembly, "skipped"));

    private static TestTime Time(XElement test) =>
        new(test.Attribute("name")!.Value, TimeSpan.FromSeconds(double.Parse(test.Attribute("time")!.Value, CultureInfo.InvariantCulture)));

    private static int Number(XElement assembly, string name) => int.Parse(assembly.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
