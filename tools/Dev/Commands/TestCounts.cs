using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Footfall.Dev.Commands;

/// <summary>The results of test runs.</summary>
internal sealed record TestCounts(int Passed, int Failed, int Skipped)
{
    public static TestCounts None { get; } = new(0, 0, 0);

    public static TestCounts operator +(TestCounts a, TestCounts b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    /// <summary>Reads xunit's own report; errors outside of tests (when a fixture is disposed, say) count as failed.</summary>
    /// <returns>Null when the run ended before it wrote its report.</returns>
    public static TestCounts? FromReport(string path)
    {
        try
        {
            return XDocument.Load(path).Root!.Elements("assembly")
                .Select(assembly => new TestCounts(Number(assembly, "passed"), Number(assembly, "failed") + Number(assembly, "errors"), Number(assembly, "skipped")))
                .Aggregate(None, (sum, one) => sum + one);
        }
        catch (Exception e) when (e is IOException or XmlException)
        {
            return null;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed, {Skipped} skipped");

    private static int Number(XElement assembly, string name) => int.Parse(assembly.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
