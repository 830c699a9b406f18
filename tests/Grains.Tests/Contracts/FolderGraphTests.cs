namespace Footfall.Contracts;

public sealed class FolderGraphTests
{
    /// <summary>Folders are features: one that uses another must not be used by it. Grains, Hosting and Silo still have cycles.</summary>
    [Theory]
    [InlineData("Gateway")]
    [InlineData("Grains.Interfaces")]
    public void Folders_OfAProject_UseEachOtherWithoutCycles(string project) => Assert.Empty(FolderGraph.Read(project).FindCycle());

    [Fact]
    public void Cycle_IsFoundThroughTypesAndExtensionMethods()
    {
        var graph = FolderGraph.Of(
            ("A.cs", "First", "class A { B b; }"),
            ("B.cs", "Second", "class B { void Do(App app) => app.MapThird(); }"),
            ("C.cs", "Third", "static class C { public static void MapThird(this App app) => _ = new A(); }"));

        Assert.Equal(["First uses Second: B in A.cs", "Second uses Third: MapThird in B.cs", "Third uses First: A in C.cs"], graph.FindCycle());
    }

    [Fact]
    public void Cycle_IsNotMadeByCommentsStringsAndMembers()
    {
        var graph = FolderGraph.Of(
            ("A.cs", "First", "class A { B b; }"),
            ("B.cs", "Second", "// A\nclass B { string text = \"A\"; int one = Other.A; }"));

        Assert.Empty(graph.FindCycle());
    }
}
