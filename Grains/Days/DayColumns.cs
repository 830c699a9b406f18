namespace Footfall.Days;

/// <summary>The content of all rows, column by column, in the order in which content orders events of equal times.</summary>
internal sealed class DayColumns(Column[] all)
{
    /// <summary>The number of text columns before the numbers; the currency comes after these.</summary>
    public const int Texts = 6;

    /// <summary>The number of columns of numbers.</summary>
    public const int Numbers = 4;

    public Column[] All { get; } = all;

    public Column<string> Type => Text(0);

    public Column<string> Path => Text(1);

    public Column<string> Page => Text(2);

    public Column<string> Origin => Text(3);

    public Column<string> Client => Text(4);

    public Column<string> Props => Text(5);

    public Column<long> EngagedMs => Number(6);

    public Column<long> Scroll => Number(7);

    public Column<long> ScreenWidth => Number(8);

    public Column<long> Revenue => Number(9);

    public Column<string> Currency => Text(10);

    /// <param name="texts">The text columns, the currency last.</param>
    /// <param name="numbers">The columns of numbers.</param>
    public static Column[] InOrder(Column<string>[] texts, Column<long>[] numbers) => [.. texts[..Texts], .. numbers, texts[Texts]];

    private Column<string> Text(int column) => (Column<string>)All[column];

    private Column<long> Number(int column) => (Column<long>)All[column];
}
