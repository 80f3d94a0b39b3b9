# 各單位的群裡會看到的話：線索來了、走了、快到時間了

notice-given = 📥 <b>{ $unit }</b>：第 { $number } 號線索請你們查一查。
notice-risen = 📥 <b>{ $unit }</b>：「{ $other }」沒能按時查完第 { $number } 號線索，現在請你們接著查。
notice-escalated = ⬆️ 第 { $number } 號線索，「{ $other }」沒能按時查完，現在由「{ $unit }」接手。
notice-returned = 📥 <b>{ $unit }</b>：「{ $other }」把第 { $number } 號線索交回給你們了，請你們查一查。
notice-gone = ↗️ 第 { $number } 號線索已經轉給「{ $unit }」，你們不用再查了。
notice-gone-up = ↗️ 第 { $number } 號線索已經交回給維護者，你們不用再查了。
notice-back = ↩️ 「{ $unit }」交回了第 { $number } 號線索，現在沒有單位在查。
notice-soon = ⏰ <b>{ $unit }</b>：第 { $number } 號線索快到時間了。
notice-over = ⌛ <b>{ $unit }</b>：第 { $number } 號線索的時間已經過了。查不完，也請說一聲或交給上一級。
notice-above = ⚠️ 第 { $number } 號線索，「{ $unit }」用了兩倍的時間還沒有結果，上面也沒有別的單位了。請你們看一看。
notice-due = 請在 { $due } 之前給出結果。
notice-was-due = 原定的時間：{ $due }。
notice-moment = { $month } 月 { $day } 日 { $time }
notice-quote = <i>{ $text }</i>
