using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Footfall.Integration.Operator.Pages;

/// <summary>Uses a page without a mouse.</summary>
internal static class Keyboard
{
    private const int MaxSteps = 80;
    private const string HasFocus = "element => element === document.activeElement";
    private const string ShowsFocus =
        "() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; }";

    /// <summary>Moves from one tab stop to the next, each of which must show that it has the focus.</summary>
    public static async Task TabToAsync(ConsolePage visit, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (int step = 0; step < MaxSteps; step++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>(HasFocus))
            {
                Assert.True(await visit.Page.EvaluateAsync<bool>(ShowsFocus), $"{target} has the focus and does not show it");
                return;
            }
        }

        Assert.Fail($"{target} is not reached by Tab");
    }

    public static async Task PressAsync(ConsolePage visit, ILocator target)
    {
        await TabToAsync(visit, target);
        await visit.Page.Keyboard.PressAsync("Enter");
    }

    public static async Task TypeAsync(ConsolePage visit, ILocator target, string text)
    {
        await TabToAsync(visit, target);
        await visit.Page.Keyboard.TypeAsync(text);
    }
}
